import { InputError, isError } from '@backstage/errors';
import {
  createTemplateRenderer,
  type PreparedTemplateContext,
  type TemplateContext,
} from 'nunjitsu';
import type { RenderContext } from '../Engine';
import { referencesOf, segmentsOf, type Segment } from './expressions';

const renderer = createTemplateRenderer();

const LIMITS = {
  sourceCodeUnits: 10_000,
  workUnits: 200_000,
  outputCodeUnits: 200_000,
};

/**
 * Renders the expressions (`${{ }}`) in the texts of a parsed template. The structure stays as it is: a value goes where
 * the expression stood and is never read as YAML or as an expression again, so no value can leave its place. Keys are not
 * rendered. A text that is exactly one expression becomes the value itself, with its type.
 *
 * @param options.origin - Names the template in errors, for example its file.
 * @throws InputError naming origin and field, where an expression is malformed, reads what is not there, or has no value
 * that can stand in its place.
 */
export function renderTemplate(
  template: unknown,
  context: RenderContext,
  options: { origin: string },
): unknown {
  const facts = contextOf(context, options.origin);
  return renderNode(template, '', {
    facts,
    prepared: renderer.prepareContext(facts),
    origin: options.origin,
  });
}

interface Rendering {
  facts: TemplateContext;
  prepared: PreparedTemplateContext;
  origin: string;
}

function renderNode(
  node: unknown,
  path: string,
  rendering: Rendering,
): unknown {
  if (typeof node === 'string') {
    return renderText(node, path, rendering);
  }
  if (Array.isArray(node)) {
    return node.map((item, index) =>
      renderNode(item, `${path}/${index}`, rendering),
    );
  }
  if (typeof node === 'object' && node !== null) {
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        const below = `${path}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
        if (key.includes('${{')) {
          throw problem(rendering, below, 'an expression cannot be a key');
        }
        return [key, renderNode(value, below, rendering)];
      }),
    );
  }
  return node;
}

function renderText(text: string, path: string, rendering: Rendering): unknown {
  let segments: Segment[];
  try {
    segments = segmentsOf(text);
  } catch (error) {
    throw problem(rendering, path, messageOf(error));
  }
  const [first] = segments;
  if (segments.length === 1 && first && 'expression' in first) {
    return evaluate(first, path, rendering);
  }
  return segments
    .map(segment => {
      if ('literal' in segment) {
        return segment.literal;
      }
      const value = evaluate(segment, path, rendering);
      if (typeof value === 'object') {
        throw problem(
          rendering,
          path,
          `${segment.source} is ${
            value === null ? 'null' : 'a list or an object'
          }, which cannot stand within a text`,
        );
      }
      return String(value);
    })
    .join('');
}

function evaluate(
  { expression, source }: { expression: string; source: string },
  path: string,
  rendering: Rendering,
): unknown {
  for (const reference of referencesOf(expression)) {
    requireKnown(reference, source, path, rendering);
  }
  let value: unknown;
  try {
    value = renderer.renderValue(source, rendering.prepared, {
      limits: LIMITS,
    });
  } catch (error) {
    throw problem(rendering, path, `${source}: ${messageOf(error)}`);
  }
  if (value === undefined) {
    throw problem(rendering, path, `${source} has no value`);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw problem(rendering, path, `${source} is not a number`);
  }
  if (value instanceof Map || value instanceof Set) {
    throw problem(rendering, path, `${source} is not a JSON value`);
  }
  return structuredClone(value);
}

function requireKnown(
  reference: { path: string[]; optional: boolean },
  source: string,
  path: string,
  rendering: Rendering,
): void {
  const [root, ...rest] = reference.path;
  if (!Object.hasOwn(rendering.facts, root)) {
    throw problem(
      rendering,
      path,
      `${source} reads "${root}", which does not exist; there are ${Object.keys(
        rendering.facts,
      ).join(', ')}`,
    );
  }
  if (reference.optional) {
    return;
  }
  let value: unknown = rendering.facts[root];
  const seen = [root];
  for (const key of rest) {
    if (typeof value === 'string' || Array.isArray(value)) {
      // Methods and `length`: the renderer knows which there are.
      return;
    }
    seen.push(key);
    if (
      typeof value !== 'object' ||
      value === null ||
      !Object.hasOwn(value, key)
    ) {
      throw problem(
        rendering,
        path,
        `${source} reads "${seen.join('.')}", which does not exist`,
      );
    }
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
}

/** Plain JSON, so that nothing but data reaches an expression. */
function contextOf(context: RenderContext, origin: string): TemplateContext {
  const facts: TemplateContext = JSON.parse(JSON.stringify(context));
  try {
    renderer.prepareContext(facts);
  } catch (error) {
    throw new InputError(
      `${origin} cannot be rendered: its parameters or the catalog's facts contain a reserved word: ${messageOf(
        error,
      )}`,
    );
  }
  return facts;
}

function problem(rendering: Rendering, path: string, what: string): InputError {
  return new InputError(`${rendering.origin} at ${path || '/'}: ${what}`);
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
