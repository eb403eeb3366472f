/** A word of a command to copy, quoted where a POSIX shell would read more into it than a word. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.split("'").join(`'\\''`)}'`;
}
