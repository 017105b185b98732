#!/bin/sh
# Has the files of Nonagon (*.nonagon) opened by the program in this folder, for this user.
# With --remove they are opened by it no more.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
desktop=$data/applications/nonagon.desktop
kind=$data/mime/packages/nonagon.xml

if [ "${1:-}" = --remove ]; then
    rm -f "$desktop" "$kind"
else
    mkdir -p "$(dirname "$desktop")" "$(dirname "$kind")"
    sed "s|^Exec=nonagon|Exec=\"$here/nonagon\"|" "$here/association/nonagon.desktop" > "$desktop"
    cp "$here/association/nonagon.xml" "$kind"
fi
for tool in "update-mime-database $data/mime" "update-desktop-database $data/applications"; do
    if command -v "${tool%% *}" > /dev/null; then $tool; fi
done
