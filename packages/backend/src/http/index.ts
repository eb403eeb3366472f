export { rootHttpRouterFactory as default } from './rootHttpRouter';
