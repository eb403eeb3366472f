import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow, packageFolders, read, root } from './repository';

/** A value of the configuration, and who gets it. */
interface Key {
  /** For example `cairn.clusters[].name`. */
  path: string;
  seenBy: string;
  /** What it is where nobody says, where that is a value and not words, for example `argocd`. */
  standard?: string;
}

function keysOfType(type: ts.TypeNode | undefined, key: Key): Key[] {
  if (!type) return [key];
  const list = { ...key, path: `${key.path}[]` };
  if (ts.isArrayTypeNode(type)) return keysOfType(type.elementType, list);
  if (ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Array') {
    return keysOfType(type.typeArguments?.[0], list);
  }
  return ts.isTypeLiteralNode(type) ? keysOf(type.members, key.path) : [key];
}

function keysOf(members: ts.NodeArray<ts.TypeElement>, path: string): Key[] {
  return members.filter(ts.isPropertySignature).flatMap(member => {
    const visibility = ts
      .getJSDocTags(member)
      .find(({ tagName }) => tagName.text === 'visibility');
    return keysOfType(member.type, {
      path: path ? `${path}.${member.name.getText()}` : member.name.getText(),
      seenBy: String(visibility?.comment ?? 'backend').trim(),
      standard: /Default: (`[^`]+`)/.exec(commentOf(member))?.[1],
    });
  });
}

function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map(comment => comment.getText())
    .join('\n');
}

/** Every key that a `config.d.ts` describes. */
function configKeys(folder: string): Key[] {
  const file = `${folder}/config.d.ts`;
  const source = ts.createSourceFile(
    file,
    read(file),
    ts.ScriptTarget.Latest,
    true,
  );
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(declaration => declaration.name.text === 'Config')
    .flatMap(declaration => keysOf(declaration.members, ''));
}

/** As the configuration itself merges them: who may see a key by one schema, may see it. */
function merged(keys: Key[]): string[] {
  const bySight = new Map<string, string>();
  for (const { path, seenBy } of keys) {
    if (bySight.get(path) !== 'frontend') bySight.set(path, seenBy);
  }
  return [...bySight].map(([path, seenBy]) => `${path}: ${seenBy}`).sort();
}

/** The id that the docs generator gives to a heading. */
function anchor(heading: string): string {
  return heading
    .toLocaleLowerCase('en-US')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/[-\s]+/g, '-');
}

const described = packageFolders
  .filter(folder => existsSync(join(root, folder, 'config.d.ts')))
  .flatMap(configKeys);

describe('the docs', () => {
  it('name every key of the configuration that there is, and who gets it', () => {
    const rows = read('docs/configuration.md').matchAll(
      /^\| `([^`]+)` *\|[^|]*\|[^|]*\| *(\w+) *\|/gm,
    );
    expect(described.length).toBeGreaterThan(10);
    expect(
      [...rows].map(([, path, seenBy]) => `${path}: ${seenBy}`).sort(),
    ).toEqual(merged(described));
  });

  it('say the default of a key as its schema does', () => {
    const written = new Map(
      [
        ...read('docs/configuration.md').matchAll(
          /^\| `([^`]+)` *\|[^|]*\| *(`[^`|]+`)?/gm,
        ),
      ].map(([, path, standard]) => [path, standard]),
    );
    const inSchemas = described.filter(({ standard }) => standard);
    expect(inSchemas.length).toBeGreaterThan(2);
    for (const { path, standard } of inSchemas) {
      expect(`${path}: ${written.get(path)}`).toBe(`${path}: ${standard}`);
    }
  });

  it('say of every permission who has it', () => {
    const grants = 'plugins/permission-backend-module-policy/src/grants.ts';
    const granted = [
      ...read(grants).matchAll(/^\s+\['([\w.-]+)', '(\w+)'\]/gm),
    ].map(([, name, grant]) => `${name} ${grant}`);
    const written = [
      ...read('docs/permissions.md').matchAll(/^\| `([\w.-]+)` +\| (\w+)/gm),
    ].map(([, name, grant]) => `${name} ${grant}`);
    expect(granted.length).toBeGreaterThan(10);
    expect(written.sort()).toEqual(granted.sort());
  });

  it('have a place for every rule that a finding links to', () => {
    const prefix = '/docs/default/component/cairn/policies/#';
    const linked = filesBelow('policies')
      .filter(path => path.endsWith('.rego'))
      .flatMap(path => [...read(path).matchAll(/^#\s+docs: (\S+)/gm)])
      .map(([, link = '']) => link)
      .filter(link => link.startsWith('/'));
    const anchors = read('docs/policies.md')
      .split('\n')
      .filter(line => line.startsWith('#'))
      .map(line => prefix + anchor(line.replace(/^#+ /, '')));
    expect(linked.length).toBeGreaterThan(5);
    expect(linked.filter(link => !anchors.includes(link))).toEqual([]);
  });
});
