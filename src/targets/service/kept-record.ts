// The record of a service in memory and on disk. What is changed is on disk before the change is acted upon, so that
// the next process that opens the service finds it.
import {
  writeService,
  type ServiceDeployment,
  type ServiceRecord,
  type TaskRecord,
} from './service-record.ts';

export class KeptRecord {
  readonly #targetsFolder: string;
  #record: ServiceRecord;
  #written: Promise<void> = Promise.resolve();

  constructor(targetsFolder: string, record: ServiceRecord) {
    this.#targetsFolder = targetsFolder;
    this.#record = record;
  }

  get record(): ServiceRecord {
    return this.#record;
  }

  task(taskId: string): TaskRecord | undefined {
    return this.#record.tasks.find((task) => task.taskId === taskId);
  }

  deployment(id: string): ServiceDeployment {
    const found = this.#record.deployments.find((deployment) => deployment.id === id);
    if (found === undefined) throw new Error(`The service knows no deployment ${id}`);
    return found;
  }

  /** Replaces the whole record. One write after the other, each with all that is known by then. */
  async replace(record: ServiceRecord): Promise<void> {
    this.#record = record;
    this.#written = this.#written.then(() => writeService(this.#targetsFolder, this.#record));
    await this.#written;
  }

  async keep(change: Partial<ServiceRecord>): Promise<void> {
    await this.replace({ ...this.#record, ...change });
  }

  async keepTask(task: TaskRecord): Promise<void> {
    const { tasks } = this.#record;
    await this.keep({ tasks: tasks.map((each) => (each.taskId === task.taskId ? task : each)) });
  }

  async addTasks(tasks: readonly TaskRecord[]): Promise<void> {
    await this.keep({ tasks: [...this.#record.tasks, ...tasks] });
  }

  async removeTask(taskId: string): Promise<void> {
    await this.keep({ tasks: this.#record.tasks.filter((task) => task.taskId !== taskId) });
  }
}
