export { servicesPart } from './servicesPart';
