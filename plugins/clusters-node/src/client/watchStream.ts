import { z } from 'zod';
import type { WatchEvent } from '../Clusters';
import { ClusterUnavailableError } from '../errors';
import { kubernetesObjectSchema } from '../objects/kubernetesObject';
import type { Connection } from './Connection';
import { orAborted } from './orAborted';
import { statusError } from './statusError';

/** A server that accepts a watch says so at once. */
const OPEN_MS = 10_000;
const IDLE_MS = 90_000;
/** No object is larger: etcd takes 1.5 MiB. */
const MAX_LINE_CHARS = 16 * 1024 * 1024;

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    object: kubernetesObjectSchema,
  }),
  z.object({
    type: z.literal('BOOKMARK'),
    object: z.looseObject({
      metadata: z.looseObject({ resourceVersion: z.string() }),
    }),
  }),
  z.object({
    type: z.literal('ERROR'),
    object: z.looseObject({ code: z.number().default(500) }),
  }),
]);

export interface WatchOptions {
  resourceVersion: string;
  labelSelector?: string;
  idleMs?: number;
  onOpen?: () => void;
  signal: AbortSignal;
}

/** One watch, as `KubernetesClient.watch` promises it. Failures of the transport are thrown as they are. */
export async function* watchStream(
  options: WatchOptions & {
    connection: Connection;
    path: string;
    kind: string;
  },
): AsyncGenerator<WatchEvent> {
  const { kind, idleMs = IDLE_MS } = options;
  const silence = new AbortController();
  const signal = AbortSignal.any([options.signal, silence.signal]);
  const silentFor = (ms: number) =>
    setTimeout(
      () =>
        silence.abort(
          new ClusterUnavailableError(
            `The watch of ${kind} was silent for ${ms / 1000} s`,
          ),
        ),
      ms,
    );
  let timer = silentFor(OPEN_MS);
  try {
    const body = await orAborted(open(options, signal), signal);
    clearTimeout(timer);
    timer = silentFor(idleMs);
    options.onOpen?.();
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      timer.refresh();
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(
        '\n',
      );
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE_CHARS) {
        throw new ClusterUnavailableError(
          `The watch of ${kind} sent a line without end`,
        );
      }
      for (const line of lines) {
        if (line.trim() !== '') {
          yield eventOf(line, kind);
        }
      }
    }
  } catch (error) {
    options.signal.throwIfAborted();
    silence.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    // Whoever stops reading stops the stream.
    silence.abort();
  }
}

async function open(
  options: WatchOptions & {
    connection: Connection;
    path: string;
    kind: string;
  },
  signal: AbortSignal,
): Promise<AsyncIterable<Buffer>> {
  const { streams, access, origin, basePath } = await options.connection.open();
  const token = await access.token();
  const query = new URLSearchParams({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: options.resourceVersion,
    ...(options.labelSelector && { labelSelector: options.labelSelector }),
  });
  const { statusCode, body } = await streams.request({
    origin,
    path: `${basePath}${options.path}?${query}`,
    method: 'GET',
    headers: {
      accept: 'application/json',
      'user-agent': 'cairn',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    signal,
  });
  if (statusCode === 200) {
    return body;
  }
  if (statusCode === 401) {
    access.refused();
  }
  throw statusError(
    {
      status: statusCode,
      warnings: [],
      body: await body.json().catch(() => undefined),
    },
    `watch ${options.kind}`,
  );
}

function eventOf(line: string, kind: string): WatchEvent {
  const parsed = eventSchema.safeParse(jsonOf(line));
  if (!parsed.success) {
    throw new ClusterUnavailableError(
      `The watch of ${kind} answered what no API server answers; see whether something else listens there`,
    );
  }
  const event = parsed.data;
  switch (event.type) {
    case 'ERROR':
      throw statusError(
        { status: event.object.code, warnings: [], body: event.object },
        `watch ${kind}`,
      );
    case 'BOOKMARK':
      return {
        type: 'BOOKMARK',
        resourceVersion: event.object.metadata.resourceVersion,
      };
    default:
      return event;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
