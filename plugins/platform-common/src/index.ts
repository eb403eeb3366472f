export * from './dependency';
export * from './localPlatform';
export * from './permissions';
