export { CairnMark } from './CairnMark';
