export * from './input';
export * from './inputJsonSchema';
export * from './manifests';
export * from './permissions';
export * from './rule';
export * from './verdict';
