# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion of oriel(1) in bash: commands, options, files, and the names of guests.

# The guests of the host that the command line names, asked for at most two seconds.
_oriel_guests() {
  local i connect=()
  for ((i = 1; i < ${#words[@]} - 1; i++)); do
    case ${words[i]} in
      -c | --connect) connect=(-c "${words[i + 1]//[\"\']/}") ;;
      --connect=*) connect=(-c "${words[i]#*=}") ;;
    esac
  done
  timeout 2 oriel list --json "${connect[@]}" 2>/dev/null |
    sed -n 's/^ *{.*"name": "\([^"\\]*\)".*/\1/p'
}

_oriel_hosts() {
  echo qemu:///session qemu:///system "${LIBVIRT_DEFAULT_URI:-}"
}

# Connections that have a name, and addresses that were open last; with a host only its guests are
# meant.
_oriel_kept() {
  local file
  [[ ${words[*]} =~ [[:space:]](-c|--connect) ]] && return
  for file in "${XDG_CONFIG_HOME:-$HOME/.config}"/oriel/connections/*; do
    [[ -f $file ]] && echo "${file##*/}"
  done
  grep -v ' ' "${XDG_STATE_HOME:-$HOME/.local/state}/oriel/recent" 2>/dev/null
}

_oriel() {
  # shellcheck disable=SC2034 # set by _init_completion
  local cur prev words cword split
  _init_completion -n : -s || return

  case $prev in
    -c | --connect)
      mapfile -t COMPREPLY < <(compgen -W "$(_oriel_hosts)" -- "$cur")
      __ltrim_colon_completions "$cur"
      return
      ;;
    -o | --output | --ca-file | --spice-ca-file)
      _filedir
      return
      ;;
    --frontend)
      mapfile -t COMPREPLY < <(compgen -W "gtk sdl tui" -- "$cur")
      return
      ;;
    --secure-channels)
      mapfile -t COMPREPLY < <(compgen -W "all main display inputs cursor playback record" -- "$cur")
      return
      ;;
    --console | --timeout | --password-fd | --encodings | --host-subject | --tls-ciphers | --proxy)
      return
      ;;
  esac
  $split && return

  local options targets= files=
  case ${words[1]} in
    picker)
      options="--connect --read-only --help"
      ;;
    list)
      options="--connect --all --running --saved --recent --json --help"
      ;;
    screenshot)
      options="--connect --protocol --direct --output --timeout --hypervisor --password-fd
        --ca-file --host-subject --tls-ciphers --secure-channels --proxy --encodings
        --allow-weak --help"
      targets=yes
      ;;
    console)
      options="--raw --console --force --connect --direct --protocol --password-fd --ca-file
        --host-subject --tls-ciphers --secure-channels --proxy --encodings --allow-weak --help"
      targets=yes
      ;;
    forget)
      options="--connect --help"
      targets=yes
      ;;
    send)
      options="--connect --protocol --direct --timeout --password-fd --ca-file --host-subject
        --tls-ciphers --secure-channels --proxy --encodings --allow-weak --help"
      targets=yes files=yes
      ;;
    view)
      options="--frontend= --connect --protocol --prefer --save --help"
      targets=yes
      ;;
    *)
      mapfile -t COMPREPLY < <(compgen -W "picker list view console screenshot send forget --help --version" -- "$cur")
      return
      ;;
  esac
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    [[ ${COMPREPLY[0]:-} == *= ]] && compopt -o nospace
  elif [[ $targets ]]; then
    local IFS=$'\n'
    mapfile -t COMPREPLY < <(compgen -W "$(_oriel_guests; _oriel_kept)" -- "$cur")
    [[ $cur == */* || $cur == .* ]] && _filedir vv
    __ltrim_colon_completions "$cur"
    # The target comes first, the files after it.
    [[ $files ]] && ((cword > 2)) && _filedir
  fi
}

# The words that the option $1 takes.
_oriel_choices() {
  case $1 in
    --auto-resize) echo always never ;;
    --kiosk-quit) echo never on-disconnect ;;
    --cursor) echo auto local ;;
  esac
}

# The commands for hands that know virt-viewer and remote-viewer, which know their own options.
_oriel_alias() {
  # shellcheck disable=SC2034 # set by _init_completion
  local cur prev words cword split
  _init_completion -n : -s || return

  case $prev in
    -c | --connect)
      mapfile -t COMPREPLY < <(compgen -W "$(_oriel_hosts)" -- "$cur")
      __ltrim_colon_completions "$cur"
      return
      ;;
    --spice-ca-file | --spice-share-cd)
      _filedir
      return
      ;;
    --spice-shared-dir)
      _filedir -d
      return
      ;;
    --auto-resize | --kiosk-quit | --cursor)
      mapfile -t COMPREPLY < <(compgen -W "$(_oriel_choices "$prev")" -- "$cur")
      return
      ;;
  esac
  $split && return
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$("$1" --help-all | grep -o -- ' --[a-z][a-z-]*')" -- "$cur")
  elif [[ $1 == *remote-viewer ]]; then
    _filedir vv
  else
    local IFS=$'\n'
    mapfile -t COMPREPLY < <(compgen -W "$(_oriel_guests)" -- "$cur")
    __ltrim_colon_completions "$cur"
  fi
}

complete -F _oriel oriel
complete -F _oriel_alias oriel-virt-viewer oriel-remote-viewer
