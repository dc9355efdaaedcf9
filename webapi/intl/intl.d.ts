// ECMA-402: what runner has of Intl and TypeScript's library es2023 does not
// declare.

declare namespace Intl {
  type DurationFormatUnit =
    | "days"
    | "hours"
    | "microseconds"
    | "milliseconds"
    | "minutes"
    | "months"
    | "nanoseconds"
    | "seconds"
    | "weeks"
    | "years";

  type DurationInput = Partial<Record<DurationFormatUnit, number>>;

  interface DurationFormatOptions {
    fractionalDigits?: number;
    localeMatcher?: "best fit" | "lookup";
    numberingSystem?: string;
    style?: "digital" | "long" | "narrow" | "short";
    [unit: string]: string | number | undefined;
  }

  interface DurationFormatPart {
    type: string;
    unit?: string;
    value: string;
  }

  interface DurationFormat {
    format(duration: DurationInput): string;
    formatToParts(duration: DurationInput): DurationFormatPart[];
    resolvedOptions(): Record<string, any>;
  }

  const DurationFormat: {
    new (locales?: string | readonly string[], options?: DurationFormatOptions): DurationFormat;
    readonly prototype: DurationFormat;
    supportedLocalesOf(locales: string | readonly string[], options?: { localeMatcher?: "best fit" | "lookup" }): string[];
  };
}
