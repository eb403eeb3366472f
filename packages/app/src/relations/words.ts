const words: Record<string, string> = {
  apiConsumedBy: 'consumed by',
  apiProvidedBy: 'provided by',
  childOf: 'child of',
  consumesApi: 'consumes',
  dependencyOf: 'needed by',
  dependsOn: 'depends on',
  hasMember: 'has member',
  hasPart: 'has part',
  memberOf: 'member of',
  ownedBy: 'owned by',
  ownerOf: 'owns',
  parentOf: 'parent of',
  partOf: 'part of',
  providesApi: 'provides',
};

/** A relation as a person calls it; one that a company has added is read from its name: `deployedWith` is "deployed with". */
export function relationWords(type: string): string {
  return (
    words[type] ??
    type.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLocaleLowerCase('en-US')
  );
}
