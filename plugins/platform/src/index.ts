export { platformPlugin as default } from './plugin';
export { PlatformBadge } from './badge/PlatformBadge';
export { DependencyNotice } from './notice/DependencyNotice';
export { useDependency } from './notice/useDependency';
