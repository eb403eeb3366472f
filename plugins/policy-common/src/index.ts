export * from './input';
export * from './inputJsonSchema';
export * from './permissions';
export * from './rule';
export * from './verdict';
