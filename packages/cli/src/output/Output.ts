import { escapeControls, plain } from './plain';
import { styleFor, type Style } from './Style';
import { renderTable, type Column } from './table';

export const FORMATS = ['table', 'json', 'yaml'] as const;
/** `table` for people; the others are the API's own shapes, for programs. */
export type Format = (typeof FORMATS)[number];

/** A stream to write to, for example `process.stdout`. */
export interface OutputStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** What a command says: results to standard output, everything else to standard error. */
export class Output {
  readonly style: Style;
  readonly #out: OutputStream;
  readonly #err: OutputStream;

  constructor(
    out: OutputStream,
    err: OutputStream,
    env: Readonly<Record<string, string | undefined>>,
  ) {
    this.#out = out;
    this.#err = err;
    this.style = styleFor(out, env);
  }

  /** Whether a person sees the results as they come. */
  get isTerminal(): boolean {
    return this.#out.isTTY === true;
  }

  get width(): number | undefined {
    return this.#out.isTTY ? this.#out.columns ?? 80 : undefined;
  }

  /** Lines of a result. They are written as they are: make text from a server `plain` first. */
  lines(...lines: readonly string[]): void {
    this.#out.write(lines.map(line => `${line}\n`).join(''));
  }

  /** Empties the screen of a terminal; does nothing in a pipe. */
  clear(): void {
    if (this.#out.isTTY) {
      this.#out.write('\u001b[2J\u001b[H');
    }
  }

  /** A line about what happens; not part of the result. */
  note(line: string): void {
    this.#err.write(`${plain(line)}\n`);
  }

  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
    this.lines(
      ...renderTable(columns, rows, { style: this.style, width: this.width }),
    );
  }

  /** A result for programs. */
  data(format: 'json' | 'yaml', value: unknown): void {
    this.#out.write(format === 'json' ? toJson(value) : toYaml(value));
  }
}

function toJson(value: unknown): string {
  return `${escapeControls(JSON.stringify(value, null, 2))}\n`;
}

function toYaml(value: unknown): string {
  // Loaded here: it is seldom asked for.
  const {
    isScalar,
    parseDocument,
    stringify,
    visit,
  }: typeof import('yaml') = require('yaml');
  // What is undefined is left out, as in JSON.
  const document = parseDocument(
    stringify(JSON.parse(JSON.stringify(value)), {
      aliasDuplicateObjects: false,
    }),
  );
  visit(document, {
    Scalar(_key, node) {
      if (
        isScalar(node) &&
        typeof node.value === 'string' &&
        escapeControls(node.value) !== node.value
      ) {
        node.type = 'QUOTE_DOUBLE';
      }
    },
  });
  return escapeControls(document.toString({ lineWidth: 0 }));
}
