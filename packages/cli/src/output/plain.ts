const ESCAPE = String.fromCharCode(0x1b);
const BELL = String.fromCharCode(0x07);
/** One-character forms of the above (C1). */
const [CSI, END, OSC, DCS, SOS, PM, APC] = [
  0x9b, 0x9c, 0x9d, 0x90, 0x98, 0x9e, 0x9f,
].map(code => String.fromCharCode(code));

/** Sequences that a terminal acts on, with what belongs to them: of ECMA-48, CSI; then OSC, DCS and the like; then the short ones. */
const SEQUENCES = new RegExp(
  [
    `(?:${ESCAPE}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
    `(?:${ESCAPE}[\\]PX^_]|[${OSC}${DCS}${SOS}${PM}${APC}])[^${BELL}${ESCAPE}${END}]*(?:${BELL}|${ESCAPE}\\\\|${END})?`,
    `${ESCAPE}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);
/** Controls; and format characters, which turn the direction of writing or are invisible. */
const CONTROLS = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Text from a server for one line of a terminal: nothing in it can move the cursor, colour, or pretend to be another line. */
export function plain(text: string): string {
  return text
    .replace(SEQUENCES, '')
    .replace(/\s*[\r\n\t]+\s*/g, ' ')
    .replace(CONTROLS, '');
}

/** The same for text of several lines. */
export function plainLines(text: string): string[] {
  return text
    .replace(SEQUENCES, '')
    .split(/\r\n|\n|\r/)
    .map(line => line.replace(/\t/g, '  ').replace(CONTROLS, ''));
}

/** Such characters written as escapes of JSON, which double-quoted YAML has too; line ends stay. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, character =>
    character === '\n'
      ? character
      : Array.from(
          { length: character.length },
          (_, index) =>
            `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}
