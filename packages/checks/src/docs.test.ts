import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { dump, load } from 'js-yaml';
import { filesBelow, read, readYaml, root } from './repository';

const sites = [
  'mkdocs.yml',
  ...filesBelow('examples/services').filter(path =>
    path.endsWith('/mkdocs.yml'),
  ),
];

/** Files that a `nav` names, however deep it is nested. */
function navFiles(nav: unknown): string[] {
  if (typeof nav === 'string') return [nav];
  if (Array.isArray(nav)) return nav.flatMap(navFiles);
  if (nav && typeof nav === 'object')
    return Object.values(nav).flatMap(navFiles);
  return [];
}

function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.split('#')[0] ?? '')
    .filter(target => target !== '' && !/^([a-z]+:|\/)/.test(target));
}

describe.each(sites)('%s', site => {
  const folder = dirname(site);
  const docs = normalize(join(folder, 'docs'));
  const config = readYaml(site);

  it('is a TechDocs site', () => {
    expect(config).toMatchObject({
      site_name: expect.any(String),
      plugins: ['techdocs-core'],
    });
  });

  it('is written as the docs generator writes it', () => {
    // The portal's generator takes out what it does not allow, adds this theme, and writes the file back where it
    // lies. So that reading docs changes no file of the checkout, there must be nothing to change.
    expect(config).toMatchObject({ theme: { name: 'material', font: false } });
    expect(read(site)).toBe(dump(load(read(site))));
  });

  it('names every page once, and no page that is not there', () => {
    const { nav } = Object(config);
    const pages = filesBelow(docs)
      .filter(path => path.endsWith('.md'))
      .map(path => path.slice(docs.length + 1));
    expect(navFiles(nav).sort()).toEqual(pages.sort());
  });

  it('has no broken links between pages', () => {
    const broken = filesBelow(docs)
      .filter(path => path.endsWith('.md'))
      .flatMap(page =>
        relativeLinks(read(page))
          .filter(link => !existsSync(join(root, dirname(page), link)))
          .map(link => `${page} → ${link}`),
      );
    expect(broken).toEqual([]);
  });
});
