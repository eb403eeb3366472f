import fc from 'fast-check';
import { readEvents, type ServerSentEvent } from './serverSentEvents';

async function read(chunks: readonly Uint8Array[]) {
  const events: ServerSentEvent[] = [];
  async function* body() {
    yield* chunks;
  }
  for await (const event of readEvents(body())) {
    events.push(event);
  }
  return events;
}

const text = Buffer.from(
  ': still here\n\nevent: run\ndata: {"a":\ndata:1}\n\nretry: 5\n\ndata: ✔ ü\r\n\r\nevent: run\ndata: unfinished',
);

describe('server-sent events', () => {
  it('are read whole, wherever they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: text.length }), { maxLength: 6 }),
        async cuts => {
          const at = [0, ...cuts.sort((a, b) => a - b), text.length];
          const chunks = at
            .slice(1)
            .map((end, index) => text.subarray(at[index], end));
          expect(await read(chunks)).toEqual([
            { event: 'run', data: '{"a":\n1}' },
            { event: 'message', data: '✔ ü' },
          ]);
        },
      ),
    );
  });
});
