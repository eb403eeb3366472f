export { opaPart } from './opaPart';
