@echo off
rem Has the files of Nonagon (*.nonagon) opened by the program in this folder, for this user.
rem With "remove" they are opened by it no more.
set KEY=HKCU\Software\Classes
if "%1"=="remove" (
    reg delete "%KEY%\.nonagon" /f
    reg delete "%KEY%\Nonagon.Project" /f
    exit /b
)
reg add "%KEY%\.nonagon" /ve /d "Nonagon.Project" /f
reg add "%KEY%\Nonagon.Project" /ve /d "Nonagon project" /f
reg add "%KEY%\Nonagon.Project\shell\open\command" /ve /d "\"%~dp0nonagon.exe\" \"%%1\"" /f
