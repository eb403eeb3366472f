const titles: Record<string, { one: string; many: string }> = {
  api: { one: 'API', many: 'APIs' },
  component: { one: 'component', many: 'components' },
  domain: { one: 'domain', many: 'domains' },
  environmentclass: { one: 'environment class', many: 'environment classes' },
  group: { one: 'group', many: 'groups' },
  location: { one: 'location', many: 'locations' },
  resource: { one: 'resource', many: 'resources' },
  system: { one: 'system', many: 'systems' },
  template: { one: 'golden path', many: 'golden paths' },
  user: { one: 'person', many: 'people' },
};

/** A kind as a person calls many of it, to begin a sentence or a label with. */
export function kindTitle(kind: string): string {
  const { many } = wordsOf(kind);
  return many.charAt(0).toLocaleUpperCase('en-US') + many.slice(1);
}

/** Many of a kind, inside a sentence: "components", "APIs". */
export function kindWord(kind: string): string {
  return wordsOf(kind).many;
}

/** How many there are of a kind, in words: "1 component", "14 components". */
export function countOf(kind: string, count: number): string {
  const { one, many } = wordsOf(kind);
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function wordsOf(kind: string): { one: string; many: string } {
  const word = kind.toLocaleLowerCase('en-US');
  return titles[word] ?? { one: word, many: `${word}s` };
}
