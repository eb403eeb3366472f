/** One event of a stream of server-sent events. */
export interface ServerSentEvent {
  event: string;
  data: string;
}

/** More than this in one event is not what we asked for. In characters. */
const LIMIT = 16 * 1024 * 1024;

/** Reads events as they come, until the stream ends. */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let buffered = '';
  for await (const chunk of body) {
    buffered = (buffered + decoder.decode(chunk, { stream: true })).replace(
      /\r\n/g,
      '\n',
    );
    if (buffered.length > LIMIT) {
      throw new Error('The portal sent an event that is too large.');
    }
    const blocks = buffered.split('\n\n');
    buffered = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parseBlock(block);
      if (event) {
        yield event;
      }
    }
  }
}

function parseBlock(block: string): ServerSentEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const [, name, value] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (name === 'event') {
      event = value ?? '';
    } else if (name === 'data') {
      data.push(value ?? '');
    }
  }
  return data.length > 0 ? { event, data: data.join('\n') } : undefined;
}
