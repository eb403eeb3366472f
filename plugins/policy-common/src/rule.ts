/** A rule of the bundle, from its METADATA annotations. */
export interface PolicyRule {
  id: string;
  title: string;
  description: string;
  severity: 'deny' | 'approve' | 'warn';
  /** Entity ref of the group that keeps it. */
  owner?: string;
  docs?: string;
  /** Path of the Rego file inside the bundle. */
  source: string;
}
