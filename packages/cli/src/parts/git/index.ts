export { gitPart } from './gitPart';
