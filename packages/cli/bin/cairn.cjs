#!/usr/bin/env node
// Runs the CLI from its TypeScript source, so that there is nothing to build first.
require('@backstage/cli-node/config/nodeTransform.cjs');

require('../src/main').main(process.argv);
