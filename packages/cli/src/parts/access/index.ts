export { accessPart } from './accessPart';
