/** What a piece of a source is; absent: nothing in particular. */
export type PieceKind = 'comment' | 'string' | 'key' | 'word';

export interface Piece {
  text: string;
  kind?: PieceKind;
}

const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/;
const HASH_COMMENT = /(?:^|(?<=\s))#.*/;
const SLASH_COMMENT = /\/\/.*|\/\*[\s\S]*?\*\//;
const YAML_KEY = /^[ \t]*(?:- )*[\w./$-]+(?=:(?:\s|$))/;
const JSON_KEY = /"(?:[^"\\\n]|\\.)*"(?=\s*:)/;
const CODE_WORD =
  /\b(?:async|await|break|case|catch|class|const|continue|default|else|export|extends|false|finally|for|from|function|if|import|in|interface|let|new|null|of|return|switch|throw|true|try|type|typeof|undefined|while)\b/;
const CONTAINER_WORD =
  /^(?:ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|RUN|USER|WORKDIR)\b/;

type Rules = Array<[PieceKind, RegExp]>;

const CODE: Rules = [
  ['comment', SLASH_COMMENT],
  ['string', STRING],
  ['word', CODE_WORD],
];
const YAML: Rules = [
  ['comment', HASH_COMMENT],
  ['key', YAML_KEY],
  ['string', STRING],
];
const JSON_RULES: Rules = [
  ['key', JSON_KEY],
  ['string', STRING],
];
const CONTAINER: Rules = [
  ['comment', HASH_COMMENT],
  ['word', CONTAINER_WORD],
  ['string', STRING],
];

function rulesOf(path: string): Rules | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.[cm]?[jt]sx?$/.test(name)) return CODE;
  if (/\.ya?ml$/.test(name)) return YAML;
  if (/\.json$/.test(name)) return JSON_RULES;
  return /^(?:Containerfile|Dockerfile)|ignore$/.test(name)
    ? CONTAINER
    : undefined;
}

/** Longer texts are shown plain: nobody reads a lock file for its colours. */
const MOST_CHARACTERS = 100_000;

/** A source in pieces that are told apart. Together they are exactly the source. */
export function highlight(path: string, source: string): Piece[] {
  const rules = rulesOf(path);
  if (!rules || source.length > MOST_CHARACTERS) return [{ text: source }];
  const any = new RegExp(
    rules.map(([, rule], at) => `(?<r${at}>${rule.source})`).join('|'),
    'gm',
  );
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of source.matchAll(any)) {
    if (match[0] === '') continue;
    if (match.index > from) {
      pieces.push({ text: source.slice(from, match.index) });
    }
    const at = rules.findIndex(
      (_, index) => match.groups?.[`r${index}`] !== undefined,
    );
    pieces.push({ text: match[0], kind: rules[at]?.[0] });
    from = match.index + match[0].length;
  }
  if (from < source.length) pieces.push({ text: source.slice(from) });
  return pieces;
}
