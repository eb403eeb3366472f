import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { z } from 'zod';

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

export const contractFile = resolvePackagePath(
  '@cairn/plugin-environments-backend',
  'openapi.yaml',
);

const document = documentSchema.parse(
  parse(readFileSync(contractFile, 'utf8')),
);
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(document, 'openapi');

/** All routes of the contract, as `GET /v1/classes/:name`. */
export const contractRoutes = Object.entries(document.paths)
  .flatMap(([path, methods]) =>
    Object.keys(methods).map(
      method =>
        `${method.toUpperCase()} /v1${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ),
  )
  .sort();

/** What is wrong with an answer, by the contract's schema of that name; empty where nothing is. */
export function contractProblems(schema: string, answer: unknown): string[] {
  const validate = ajv.getSchema(`openapi#/components/schemas/${schema}`);
  if (!validate) {
    throw new Error(`The contract has no schema ${schema}`);
  }
  return validate(answer)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${instancePath}: ${message} ${JSON.stringify(params)}`,
      );
}
