import { readFileSync } from 'node:fs';

/** The running platform that the tests speak to, as `./cairn test` describes it in the file named by `CAIRN_TEST_PLATFORM`. */
export interface TestPlatform {
  stateDir: string;
  portalUrl: string;
  kubeconfig: { admin: string; writer: string; reader: string };
  opaUrl: string;
  git: { url: string; tokenFile: string; organization: string };
}

/** @throws Error where the tests were not started by `./cairn test`. */
export function testPlatform(): TestPlatform {
  const file = process.env.CAIRN_TEST_PLATFORM;
  if (!file) {
    throw new Error(
      'CAIRN_TEST_PLATFORM is not set: run the browser tests with `./cairn test --only e2e`, which starts the platform they need.',
    );
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
