import pLimit from 'p-limit';

/** Like `Promise.all` over `map`, with at most `limit` under way. The first failure ends it. */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const turns = pLimit(limit);
  try {
    return await Promise.all(
      items.map((item, index) => turns(work, item, index)),
    );
  } finally {
    turns.clearQueue();
  }
}
