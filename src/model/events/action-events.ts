// What a type of action adds to the events of its pipeline: those that its own service would have sent to EventBridge. Pure.
import type { Progress } from '../progress.ts';
import type { AwsEvent } from './aws-event.ts';

export interface EventPlace {
  readonly account: string;
  readonly region: string;
}

export type EventDraft = Pick<AwsEvent, 'detail-type' | 'source' | 'detail' | 'resources'>;

export interface ReportedAction {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As it is declared. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly place: EventPlace;
}

export interface ActionEnded {
  readonly succeeded: boolean;
  readonly externalExecutionId?: string;
}

/** In the order in which AWS sends them. */
export interface ActionEvents {
  readonly ofProgress?: (progress: Progress, action: ReportedAction) => readonly EventDraft[];
  /** Before the event that the action itself has ended. */
  readonly ofEnd?: (end: ActionEnded, action: ReportedAction) => readonly EventDraft[];
}
