import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { isError } from '@backstage/errors';
import type {
  CollectionRef,
  KubernetesClient,
  KubernetesObject,
} from '../Clusters';
import { KubernetesStatusError } from '../errors';

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 5_000;
/** A watch that was open for so long did its work; one that ends sooner, again and again, is begun more and more slowly. */
const WORKED_MS = 5_000;

/** One object came, changed or went. */
export interface CollectionChange<T> {
  uid: string;
  before?: T;
  after?: T;
}

export interface WatchedCollectionOptions<T> {
  ref: CollectionRef;
  labelSelector?: string;
  /** What is kept of an object; undefined: nothing of this one. Keep little: it stays in memory. */
  trim(object: KubernetesObject): T | undefined;
  /** Called after the collection changed, one object at a time. What it throws is not caught. */
  onChange?(change: CollectionChange<T>): void;
}

/**
 * What is live of one kind, in memory, by UID: a list, then a watch that is begun again for as long as it takes. An object
 * that was deleted and made anew is another object, whatever its name.
 */
export class WatchedCollection<T> {
  readonly #client: KubernetesClient;
  readonly #options: WatchedCollectionOptions<T>;
  readonly #onState: () => void;
  readonly #objects = new Map<string, T>();
  /** Where a watch goes on; undefined: everything must be listed first. */
  #resourceVersion?: string;
  #isListed = false;
  #isOpen = false;
  #trouble?: string;
  #stream?: AbortController;
  #wakeUp?: AbortController;

  constructor(
    client: KubernetesClient,
    options: WatchedCollectionOptions<T> & { onState?: () => void },
  ) {
    this.#client = client;
    this.#options = options;
    this.#onState = options.onState ?? (() => {});
  }

  /** Whether everything was listed and each change since arrives. */
  get isLive(): boolean {
    return this.#isListed && this.#isOpen;
  }

  /** Why it is not live, for a person; undefined while nothing is known to be wrong. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(uid: string): T | undefined {
    return this.#objects.get(uid);
  }

  values(): IterableIterator<T> {
    return this.#objects.values();
  }

  /** Ends the connection, which may be dead without anybody knowing, and begins a new one where it left off. */
  reconnect(): void {
    this.#stream?.abort(new Error('It is begun again'));
    this.#wakeUp?.abort();
  }

  /** Runs until the signal aborts; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      this.#stream = new AbortController();
      let openedAt = Infinity;
      try {
        await this.#follow(
          AbortSignal.any([signal, this.#stream.signal]),
          () => {
            openedAt = Date.now();
          },
        );
        this.#setOpen(false);
      } catch (error) {
        if (signal.aborted) {
          break;
        }
        if (
          error instanceof KubernetesStatusError &&
          error.httpStatus === 410
        ) {
          // What was missed is not known any more.
          this.#resourceVersion = undefined;
        } else if (!this.#stream.signal.aborted) {
          this.#trouble = isError(error) ? error.message : String(error);
        }
        this.#setOpen(false);
      }
      if (Date.now() - openedAt >= WORKED_MS) {
        attempt = 0;
      }
      await this.#pause(attempt, signal);
    }
    this.#setOpen(false);
  }

  async #follow(signal: AbortSignal, onOpen: () => void): Promise<void> {
    const { ref, labelSelector } = this.#options;
    if (this.#resourceVersion === undefined) {
      this.#resourceVersion = await this.#listAll(signal);
      this.#isListed = true;
    }
    const events = this.#client.watch(ref, {
      labelSelector,
      resourceVersion: this.#resourceVersion,
      signal,
      onOpen: () => {
        onOpen();
        this.#trouble = undefined;
        this.#setOpen(true);
      },
    });
    for await (const event of events) {
      if (event.type === 'BOOKMARK') {
        this.#resourceVersion = event.resourceVersion;
        continue;
      }
      const { uid, resourceVersion } = event.object.metadata;
      if (uid !== undefined) {
        this.#put(
          uid,
          event.type === 'DELETED'
            ? undefined
            : this.#options.trim(event.object),
        );
      }
      this.#resourceVersion = resourceVersion ?? this.#resourceVersion;
    }
  }

  /** Takes over what is there now; what is not there any more went unseen. */
  async #listAll(signal: AbortSignal): Promise<string> {
    const { ref, labelSelector, trim } = this.#options;
    const found = new Map<string, T>();
    let version = '';
    for await (const page of this.#client.pages(ref, {
      labelSelector,
      signal,
    })) {
      version = page.resourceVersion;
      for (const object of page.objects) {
        const kept = trim(object);
        if (object.metadata.uid !== undefined && kept !== undefined) {
          found.set(object.metadata.uid, kept);
        }
      }
    }
    for (const uid of [...this.#objects.keys()]) {
      if (!found.has(uid)) {
        this.#put(uid, undefined);
      }
    }
    for (const [uid, object] of found) {
      this.#put(uid, object);
    }
    return version;
  }

  #put(uid: string, after: T | undefined): void {
    const before = this.#objects.get(uid);
    if (isDeepStrictEqual(before, after)) {
      return;
    }
    if (after === undefined) {
      this.#objects.delete(uid);
    } else {
      this.#objects.set(uid, after);
    }
    this.#options.onChange?.({ uid, before, after });
  }

  #setOpen(isOpen: boolean): void {
    if (this.#isOpen !== isOpen) {
      this.#isOpen = isOpen;
      this.#onState();
    }
  }

  async #pause(attempt: number, signal: AbortSignal): Promise<void> {
    const full = Math.min(FIRST_DELAY_MS * 2 ** attempt, MAX_DELAY_MS);
    this.#wakeUp = new AbortController();
    await delay(full / 2 + Math.random() * (full / 2), undefined, {
      signal: AbortSignal.any([signal, this.#wakeUp.signal]),
    }).catch(() => {});
  }
}
