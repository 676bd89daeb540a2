#!/bin/sh
# Installs Debian packages that pip cannot, and only those that are missing.
#   venv    what `python3 -m venv` needs
#   tests   what tests in a browser, on Spark, of LaTeX, of signatures, of nginx and under strace need; only in CI, since they
#           skip with a reason elsewhere
set -eu

wanted=""
case "${1:-}" in
venv) wanted="python3-venv" ;;
tests)
    [ -n "${CI:-}" ] || exit 0
    command -v chromium >/dev/null 2>&1 || wanted="chromium"
    command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || wanted="$wanted firefox-esr"
    command -v strace >/dev/null 2>&1 || wanted="$wanted strace"
    command -v npm >/dev/null 2>&1 || wanted="$wanted npm"
    command -v java >/dev/null 2>&1 || wanted="$wanted default-jre-headless"
    command -v pdflatex >/dev/null 2>&1 ||
        wanted="$wanted texlive-latex-base texlive-latex-recommended texlive-fonts-recommended"
    command -v ssh-keygen >/dev/null 2>&1 || wanted="$wanted openssh-client"
    command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || wanted="$wanted nginx-light"
    command -v xelatex >/dev/null 2>&1 || wanted="$wanted texlive-xetex"
    ;;
esac
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    echo "Please install: $wanted" >&2
    exit 2
fi
