export { seriousFindings } from './axe';
export { refusal } from './refusal';
