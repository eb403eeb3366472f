export * from './input';
export * from './verdict';
export * from './rule';
