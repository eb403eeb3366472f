export * from './progress';
export * from './steps';
