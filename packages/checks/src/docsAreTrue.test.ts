import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow, packageFolders, read, root } from './repository';

/** Paths of the values of an interface, for example `cairn.clusters[].name`. */
function valuePaths(type: ts.TypeNode | undefined, path: string): string[] {
  if (!type) return [path];
  if (ts.isArrayTypeNode(type))
    return valuePaths(type.elementType, `${path}[]`);
  if (ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Array') {
    return valuePaths(type.typeArguments?.[0], `${path}[]`);
  }
  if (!ts.isTypeLiteralNode(type)) return [path];
  return memberPaths(type.members, path);
}

function memberPaths(
  members: ts.NodeArray<ts.TypeElement>,
  path: string,
): string[] {
  return members
    .filter(ts.isPropertySignature)
    .flatMap(member =>
      valuePaths(
        member.type,
        path ? `${path}.${member.name.getText()}` : member.name.getText(),
      ),
    );
}

/** Every key that a `config.d.ts` describes. */
function configKeys(folder: string): string[] {
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
    .flatMap(declaration => memberPaths(declaration.members, ''));
}

/** The id that the docs generator gives to a heading. */
function anchor(heading: string): string {
  return heading
    .toLocaleLowerCase('en-US')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/[-\s]+/g, '-');
}

describe('the docs', () => {
  const described = packageFolders
    .filter(folder => existsSync(join(root, folder, 'config.d.ts')))
    .flatMap(configKeys);

  it('describe every key of the configuration', () => {
    const page = read('docs/configuration.md');
    expect(described.length).toBeGreaterThan(10);
    expect(described.filter(key => !page.includes(`\`${key}\``))).toEqual([]);
  });

  it('describe no key that is not there', () => {
    const keys = [
      ...read('docs/configuration.md').matchAll(/^\| `([^`]+)`/gm),
    ].map(([, key]) => key);
    expect(keys.filter(key => !described.includes(key ?? ''))).toEqual([]);
  });

  it('say of every permission who has it', () => {
    const granted = [
      ...read(
        'plugins/permission-backend-module-policy/src/grants.ts',
      ).matchAll(/^\s+\['([\w.-]+)', '(\w+)'\]/gm),
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
