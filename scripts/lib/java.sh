# Sourced by scripts that start a module of this repository: finds Java, and builds the module when sources are newer than what was built.
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

fail() {
  echo "error: $1" >&2
  exit 1
}

java_command() {
  if [[ -n "${JAVA_HOME:-}" && -x "$JAVA_HOME/bin/java" ]]; then
    echo "$JAVA_HOME/bin/java"
  else
    command -v java || fail "no java found: install a JDK 17 or newer, or set JAVA_HOME"
  fi
}

# Whether the module ($1) has to be built.
is_stale() {
  local target="$root/$1/target" changed
  [[ -f "$target/built" && -d "$target/lib" ]] || return 0
  changed="$(find "$root" \( -name target -o -name .git -o -name .local \) -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$target/built" -print -quit)"
  [[ -n "$changed" ]]
}

# Builds the module ($1) and what it needs.
build() {
  command -v mvn > /dev/null || fail "no mvn found: install Maven 3.8 or newer to build, or run it where it was built"
  local target="$root/$1/target" start=$SECONDS maven revision
  local log="$target/build.log"
  mkdir -p "$target"
  rm -f "$target/built" "$target"/classes-*.jsa*
  echo "building (the first time downloads libraries, which takes minutes); log: ${log#"$PWD"/}" >&2
  revision="$(git -C "$root" describe --always --dirty 2> /dev/null || echo unknown)"
  (cd "$root" && exec mvn -B -pl "$1" -am package -Dmaven.test.skip=true -Dspotless.check.skip=true "-Dbuild.revision=$revision") > "$log" 2>&1 &
  maven=$!
  # shellcheck disable=SC2064 # Its id is known now, and local.
  trap "kill $maven 2> /dev/null || true" EXIT
  while kill -0 "$maven" 2> /dev/null; do
    sleep 1
    if [[ -t 2 ]]; then
      printf '\r\033[K%3d s  %s' $((SECONDS - start)) "$(grep -o 'Building Tributary[^[]*\|Downloading from.*' "$log" | tail -1 | cut -c1-90)" >&2
    elif (((SECONDS - start) % 15 == 0)); then
      echo "building: $((SECONDS - start)) s" >&2
    fi
  done
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
  trap - EXIT
  if ! wait "$maven"; then
    grep -m 5 'ERROR' "$log" >&2 || tail -5 "$log" >&2
    fail "the build failed: $log has all of it"
  fi
  touch "$target/built"
  echo "built in $((SECONDS - start)) s" >&2
}

# Options for an archive of the classes that the service loads: the first instance that is stopped writes it, and the next ones start in
# two thirds of the time. Each Java ($1) has its own, among what was built ($2).
class_archive() {
  local release archive each
  release="$(dirname "$(dirname "$(readlink -f "$1")")")/release"
  [[ -f "$release" && -w "$2" ]] || return 0
  archive="$2/classes-$(cksum < "$release" | cut -d ' ' -f 1).jsa"
  for each in "$archive".*; do
    # The process that writes it has its id in the name; one that runs may not be done.
    if [[ -f "$each" ]] && ! kill -0 "${each##*.}" 2> /dev/null; then
      mv -f "$each" "$archive"
    fi
  done
  if [[ -f "$archive" ]]; then
    echo "-XX:SharedArchiveFile=$archive"
  else
    printf '%s\n' "-XX:ArchiveClassesAtExit=$archive.$$" -Xlog:cds=error -Xlog:cds+dynamic=error
  fi
}

# Memory in pages of 2 MB, where the kernel gives them to who asks (see JvmOptions).
huge_pages() {
  local enabled=/sys/kernel/mm/transparent_hugepage/enabled
  if [[ -r "$enabled" ]] && ! grep -qF '[never]' "$enabled"; then
    echo -XX:+UseTransparentHugePages
  fi
}

# Becomes the JVM: start MODULE MAIN_CLASS ARGUMENTS...
start() {
  local module="$1" main="$2" target="$root/$1/target" java jar pages archive=() collector=-XX:+UseSerialGC
  shift 2
  java="$(java_command)"
  if is_stale "$module"; then
    build "$module"
  fi
  jar="$(ls "$target/tributary-${module##*/}"-*.jar | grep -v -- '-tests\.jar$')"
  if [[ "${1:-}" == run ]]; then
    mapfile -t archive < <(class_archive "$java" "$target")
  fi
  if [[ "${TRIBUTARY_JAVA_OPTS:-}" =~ -XX:\+Use[A-Za-z0-9]+GC ]]; then
    collector="" # The JVM refuses to be given two.
  fi
  pages="$(huge_pages)"
  # From Java 22 on, a console is there even when output goes to a file; java.base tells the truth.
  # shellcheck disable=SC2086 # Options are separated by spaces.
  exec "$java" -XX:+ExitOnOutOfMemoryError -Djdk.console=java.base -Djava.awt.headless=true -Xshare:auto $collector $pages \
    @"$root/deploy/stack/src/main/resources/io/tributary/stack/less-compilation.options" "${archive[@]}" ${TRIBUTARY_JAVA_OPTS:-} \
    -cp "$jar:$target/lib/*" "$main" "$@"
}
