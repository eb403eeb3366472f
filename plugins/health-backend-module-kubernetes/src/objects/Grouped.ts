/** Things by UID, in groups that come and go with them. */
export class Grouped<T> {
  readonly #groups = new Map<string, Map<string, T>>();

  put(group: string, uid: string, thing: T): void {
    const members = this.#groups.get(group);
    if (members) {
      members.set(uid, thing);
    } else {
      this.#groups.set(group, new Map([[uid, thing]]));
    }
  }

  remove(group: string, uid: string): void {
    const members = this.#groups.get(group);
    members?.delete(uid);
    if (members?.size === 0) {
      this.#groups.delete(group);
    }
  }

  of(group: string): T[] {
    return [...(this.#groups.get(group)?.values() ?? [])];
  }

  keys(): string[] {
    return [...this.#groups.keys()];
  }
}
