// The CLI's source as a file for the command line and one for each command, so that none need compile and find hundreds. Kept in .cairn/toolchain/cli and made
// again as soon as anything that went into it has another size or time.
'use strict';

const fs = require('node:fs');
const { enableCompileCache } = require('node:module');
const { basename, dirname, join, relative, resolve } = require('node:path');

/** Made by another version of this file: made again. */
const VERSION = 2;
/** What runs the platform or tests is loaded from source, with all it needs. */
const FROM_SOURCE =
  /^\.\/(doctor|down|logs|reset|test|upCommand|withTool|bench)$/;
const TRANSFORM = '@backstage/cli-node/config/nodeTransform.cjs';
/** Loaded when they are needed, from where they are: native, optional, or much for little. */
const EXTERNAL = ['@backstage/cli-node', 'esbuild'];

function folderOf(root) {
  return join(root, '.cairn', 'toolchain', 'cli');
}

/** What changes with a file, a folder's list of files included; nothing where there is none. */
function fingerprint(path) {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.size}:${stat.mtimeMs}:${stat.ctimeMs}` : '';
}

/** The bundle that is there, where it is still right. */
function loadCurrent(root) {
  const folder = folderOf(root);
  let manifest;
  try {
    manifest = JSON.parse(
      fs.readFileSync(join(folder, 'current.json'), 'utf8'),
    );
  } catch {
    return undefined;
  }
  const isCurrent =
    manifest.version === VERSION &&
    manifest.root === root &&
    manifest.inputs.every(
      ([path, print]) => fingerprint(join(root, path)) === print,
    );
  if (!isCurrent) {
    return undefined;
  }
  try {
    enableCompileCache?.(join(folder, 'compiled'));
    return require(join(folder, manifest.bundle, 'main.js'));
  } catch {
    return undefined;
  }
}

/** Where a workspace's module comes from decides how it is bundled. */
function workspacePlugin(root) {
  return {
    name: 'workspace',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ importer, path, kind }) => {
        if (kind !== 'require-call' || importer !== commandsFile(root)) {
          return undefined;
        }
        const target = resolve(dirname(importer), path);
        return FROM_SOURCE.test(path)
          ? { path: target, namespace: 'from-source' }
          : { path: `./${basename(path)}.js`, external: true };
      });
      build.onLoad({ filter: /./, namespace: 'from-source' }, ({ path }) => ({
        contents: `require(${JSON.stringify(
          require.resolve(TRANSFORM),
        )}); module.exports = require(${JSON.stringify(path)});`,
      }));
      build.onResolve(
        { filter: /./, namespace: 'from-source' },
        ({ path }) => ({
          path,
          external: true,
        }),
      );
      // Node has fetch, and what this brings instead is slow to load.
      build.onResolve({ filter: /^cross-fetch$/ }, ({ path }) => ({
        path,
        namespace: 'native-fetch',
      }));
      build.onLoad({ filter: /./, namespace: 'native-fetch' }, () => ({
        contents: 'module.exports = fetch; module.exports.fetch = fetch;',
      }));
      // Our modules only declare; what of them is not used is left out, and so is what it needs.
      build.onResolve({ filter: /^(\.|@cairn\/)/ }, async args => {
        if (
          args.pluginData === 'resolved' ||
          args.kind !== 'import-statement'
        ) {
          return undefined;
        }
        const found = await build.resolve(args.path, {
          kind: args.kind,
          importer: args.importer,
          resolveDir: args.resolveDir,
          pluginData: 'resolved',
        });
        return found.errors.length === 0 && isOurs(root, found.path)
          ? { path: found.path, sideEffects: false }
          : undefined;
      });
    },
  };
}

function isOurs(root, path) {
  const inside = relative(root, path);
  return !inside.startsWith('..') && !inside.includes('node_modules');
}

/** Everything that decides what a bundle is: our files, their folders and package.json, and the installed packages as a whole. */
function inputsOf(root, metafile) {
  const files = Object.keys(metafile.inputs)
    .filter(path => !/^(from-source|native-fetch):/.test(path))
    .map(path => fs.realpathSync(resolve(root, path)))
    .filter(path => isOurs(root, path));
  const folders = files.map(dirname);
  const manifests = folders.flatMap(folder => {
    const found = [];
    for (let at = folder; at !== root && isOurs(root, at); at = dirname(at)) {
      found.push(join(at, 'package.json'));
    }
    return found;
  });
  const installed = join(root, 'node_modules', '.yarn-state.yml');
  return [
    ...new Set([...files, ...folders, ...manifests, installed, __filename]),
  ];
}

function commandsFile(root) {
  return join(root, 'packages', 'cli', 'src', 'commands', 'commands.ts');
}

/** The command line, and each command that it loads when it is used: a bundle of its own, so that it holds only what it needs. */
function entriesOf(root) {
  const file = commandsFile(root);
  const loaded = [
    ...fs.readFileSync(file, 'utf8').matchAll(/\brequire\('([^']+)'\)/g),
  ].map(([, path]) => path);
  return [
    join(dirname(file), '..', 'main.ts'),
    ...loaded
      .filter(path => !FROM_SOURCE.test(path))
      .map(path => resolve(dirname(file), `${path}.ts`)),
  ];
}

async function make(root) {
  const folder = folderOf(root);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Loaded here: a command that finds its bundle needs neither.
  const esbuild = require('esbuild');
  const { randomBytes } = require('node:crypto');
  const startedAt = Date.now();
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: entriesOf(root),
    entryNames: '[name]',
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    write: false,
    metafile: true,
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'silent',
    external: EXTERNAL,
    plugins: [workspacePlugin(root)],
  });
  const inputs = inputsOf(root, metafile);
  // What was written while we read may be in the bundle or not.
  const isSettled = inputs.every(path => {
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    return !stat || stat.ctimeMs < startedAt;
  });
  const name = randomBytes(8).toString('hex');
  fs.mkdirSync(join(folder, name), { mode: 0o700 });
  for (const { path, contents } of outputFiles) {
    fs.writeFileSync(join(folder, name, basename(path)), contents, {
      mode: 0o600,
    });
  }
  if (isSettled) {
    const next = join(folder, `${name}.json`);
    fs.writeFileSync(
      next,
      JSON.stringify({
        version: VERSION,
        root,
        bundle: name,
        inputs: inputs.map(path => [relative(root, path), fingerprint(path)]),
      }),
      { mode: 0o600 },
    );
    // Readers see the old bundle or the new one, each whole.
    fs.renameSync(next, join(folder, 'current.json'));
  }
  removeOld(folder, name);
  return require(join(folder, name, 'main.js'));
}

/** Long enough for any command that still loads from it. */
const KEPT_MS = 3_600_000;

/** Removes bundles that nobody uses any more. */
function removeOld(folder, current) {
  const old = Date.now() - KEPT_MS;
  for (const name of fs.readdirSync(folder)) {
    const path = join(folder, name);
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    if (
      /^[0-9a-f]{16}/.test(name) &&
      name !== current &&
      stat &&
      stat.mtimeMs < old
    ) {
      fs.rmSync(path, { recursive: true, force: true });
    }
  }
}

/** The CLI from a bundle; nothing where there is none and none can be made, for example in a folder that cannot be written to. */
async function loadBundle(root) {
  const current = loadCurrent(root);
  if (current) {
    return current;
  }
  try {
    return await make(root);
  } catch (error) {
    if (process.env.CAIRN_DEBUG) {
      process.stderr.write(`cairn: no bundle: ${error.stack}\n`);
    }
    return undefined;
  }
}

module.exports = { loadBundle };
