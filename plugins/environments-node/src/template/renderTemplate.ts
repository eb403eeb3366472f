import { InputError, isError } from '@backstage/errors';
import {
  createTemplateRenderer,
  type PreparedTemplateContext,
  type TemplateContext,
} from 'nunjitsu';
import { z } from 'zod';
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
 * An item of a list that is `{ $each, $as, $do }` stands for one item for each of the list that `$each` gives, in its order:
 * `$do`, whose expressions see that one under the name `$as`.
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
  return renderNode(template, '', {
    ...preparedContext(context, options.origin),
    origin: options.origin,
  });
}

const eachSchema = z.strictObject({
  $each: z.string(),
  $as: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  $do: z.unknown().refine(template => template !== undefined),
});

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
    return node.flatMap((item, index) => {
      const below = `${path}/${index}`;
      return isEach(item)
        ? renderEach(item, below, rendering)
        : [renderNode(item, below, rendering)];
    });
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

function isEach(node: unknown): node is { $each: unknown } {
  return typeof node === 'object' && node !== null && '$each' in node;
}

function renderEach(
  node: { $each: unknown },
  path: string,
  rendering: Rendering,
): unknown[] {
  const parsed = eachSchema.safeParse(node);
  if (!parsed.success) {
    throw problem(
      rendering,
      path,
      'an item with $each has exactly an expression there, a name in $as and a template in $do',
    );
  }
  const { $each, $as: name, $do: template } = parsed.data;
  const items = renderNode($each, `${path}/$each`, rendering);
  if (!Array.isArray(items)) {
    throw problem(rendering, `${path}/$each`, `${$each} is not a list`);
  }
  if (Object.hasOwn(rendering.facts, name)) {
    throw problem(
      rendering,
      `${path}/$as`,
      `there is something of the name "${name}" already`,
    );
  }
  return items.map(item => {
    const facts: TemplateContext = JSON.parse(
      JSON.stringify({ ...rendering.facts, [name]: item }),
    );
    return renderNode(template, `${path}/$do`, {
      ...rendering,
      facts,
      prepared: renderer.prepareContext(facts),
    });
  });
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
function preparedContext(
  context: RenderContext,
  origin: string,
): Pick<Rendering, 'facts' | 'prepared'> {
  const facts: TemplateContext = JSON.parse(JSON.stringify(context));
  try {
    return { facts, prepared: renderer.prepareContext(facts) };
  } catch (error) {
    throw new InputError(
      `${origin} cannot be rendered: its parameters or the catalog's facts contain a reserved word: ${messageOf(
        error,
      )}`,
    );
  }
}

function problem(rendering: Rendering, path: string, what: string): InputError {
  return new InputError(`${rendering.origin} at ${path || '/'}: ${what}`);
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
