// High Resolution Time (https://w3c.github.io/hr-time/), Performance Timeline
// (https://w3c.github.io/performance-timeline/) and User Timing
// (https://w3c.github.io/user-timing/). Times are in milliseconds.

type DOMHighResTimeStamp = number;
type PerformanceEntryList = PerformanceEntry[];

interface PerformanceMarkOptions {
  detail?: any;
  startTime?: DOMHighResTimeStamp;
}

interface PerformanceMeasureOptions {
  detail?: any;
  duration?: DOMHighResTimeStamp;
  end?: string | DOMHighResTimeStamp;
  start?: string | DOMHighResTimeStamp;
}

/** Either entryTypes, or type and perhaps buffered. */
interface PerformanceObserverInit {
  buffered?: boolean;
  entryTypes?: string[];
  type?: string;
}

interface PerformanceObserverCallbackOptions {
  droppedEntriesCount?: number;
}

type PerformanceObserverCallback = (
  entries: PerformanceObserverEntryList,
  observer: PerformanceObserver,
  options: PerformanceObserverCallbackOptions,
) => void;

declare class Performance extends EventTarget {
  private constructor();
  /** When the VM was made, in milliseconds since 1970. */
  readonly timeOrigin: DOMHighResTimeStamp;
  clearMarks(name?: string): void;
  clearMeasures(name?: string): void;
  getEntries(): PerformanceEntryList;
  getEntriesByName(name: string, type?: string): PerformanceEntryList;
  getEntriesByType(type: string): PerformanceEntryList;
  mark(name: string, options?: PerformanceMarkOptions): PerformanceMark;
  measure(name: string, options?: PerformanceMeasureOptions): PerformanceMeasure;
  measure(name: string, startMark?: string, endMark?: string): PerformanceMeasure;
  /** Milliseconds since timeOrigin. */
  now(): DOMHighResTimeStamp;
  toJSON(): any;
}

declare var performance: Performance;

declare class PerformanceEntry {
  protected constructor();
  readonly duration: DOMHighResTimeStamp;
  readonly entryType: string;
  readonly id: number;
  readonly name: string;
  readonly navigationId: number;
  readonly startTime: DOMHighResTimeStamp;
  toJSON(): any;
}

declare class PerformanceMark extends PerformanceEntry {
  constructor(name: string, options?: PerformanceMarkOptions);
  readonly detail: any;
}

declare class PerformanceMeasure extends PerformanceEntry {
  private constructor();
  readonly detail: any;
}

declare class PerformanceObserver {
  constructor(callback: PerformanceObserverCallback);
  static readonly supportedEntryTypes: readonly string[];
  disconnect(): void;
  observe(options?: PerformanceObserverInit): void;
  takeRecords(): PerformanceEntryList;
}

declare class PerformanceObserverEntryList {
  private constructor();
  getEntries(): PerformanceEntryList;
  getEntriesByName(name: string, type?: string): PerformanceEntryList;
  getEntriesByType(type: string): PerformanceEntryList;
}
