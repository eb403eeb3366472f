export * from './dependency';
export * from './localPlatform';
export * from './overall';
export * from './permissions';
export * from './statusSchema';
