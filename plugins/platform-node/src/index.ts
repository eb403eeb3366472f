export type {
  PlatformDependencies,
  PlatformDependency,
  ProbeResult,
} from './dependencies';
export { platformDependenciesServiceRef } from './service';
