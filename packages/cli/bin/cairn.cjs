#!/usr/bin/env node
// Runs the CLI: from a bundle of its source that is made when the source changed, or where that is not possible from the
// source itself. There is nothing to build first.
'use strict';

const { resolve } = require('node:path');

const root = resolve(__dirname, '..', '..', '..');

/** The launcher took on trust that Node is the one that the packages were installed with. */
function isExpectedNode() {
  const expected = process.env.CAIRN_EXPECTED_NODE;
  delete process.env.CAIRN_EXPECTED_NODE;
  return !expected || expected === process.version;
}

function runFromSource() {
  require('@backstage/cli-node/config/nodeTransform.cjs');
  return require('../src/main').main(process.argv, root);
}

const launcher = process.env.CAIRN_LAUNCHER;
delete process.env.CAIRN_LAUNCHER;
if (!isExpectedNode() && launcher) {
  const { spawnSync } = require('node:child_process');
  const { status } = spawnSync(launcher, process.argv.slice(2), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { CAIRN_CHECK: '1' }),
  });
  process.exit(status === null ? 1 : status);
} else {
  const { loadBundle } = require('./bundle.cjs');
  loadBundle(root).then(bundle =>
    bundle ? bundle.main(process.argv, root) : runFromSource(),
  );
}
