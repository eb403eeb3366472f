import type { GitHost } from '../clients/GitHost';
import type { RunRecord } from '../runs/RunRecord';
import {
  parseWorkflow,
  type DeclaredJob,
  type InvalidWorkflow,
  type Workflow,
} from './parseWorkflow';

/** Where workflows lie in a repository. */
const FOLDER = '.github/workflows';
const ENDINGS = ['.yaml', '.yml'] as const;

/** A file of workflows, read or not. */
export interface WorkflowFile {
  path: string;
  workflow: Workflow | InvalidWorkflow;
}

/** Workflows of repositories, as they are at a commit. */
export class WorkflowSource {
  readonly #git: GitHost;
  readonly #limit: number;

  /** @param limit - Files of one commit that are looked at. */
  constructor(git: GitHost, limit: number) {
    this.#git = git;
    this.#limit = limit;
  }

  async list(repository: string, sha: string): Promise<WorkflowFile[]> {
    const files = await this.#git.listFiles({
      repository,
      sha,
      folder: FOLDER,
      endings: ENDINGS,
      limit: this.#limit,
    });
    return files.map(({ path, text }) => ({
      path,
      workflow:
        text === undefined
          ? { problem: 'The file is larger than 256 KB.' }
          : parseWorkflow(path, text),
    }));
  }

  /** Jobs of the workflow of a run; none where it cannot be read. */
  async declaredJobs({
    repository,
    commit,
    workflowFile,
  }: RunRecord): Promise<DeclaredJob[]> {
    const files = await this.list(repository, commit.sha);
    const found = files.find(({ path }) => path === workflowFile);
    return found && 'jobs' in found.workflow ? found.workflow.jobs : [];
  }
}
