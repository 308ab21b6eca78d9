/** Days that people mean who write them in another order or with other signs. */

const isReal = (year: number, month: number, day: number): boolean => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
};

const iso = (year: number, month: number, day: number): string =>
  [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

/** ISO dates that a text can mean, the likeliest first; day before month where both are possible. */
export function datesMeant(text: string): readonly string[] {
  const yearFirst = /^(\d{4})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{1,2})(?:[T ].*)?$/u.exec(text.trim());
  const yearLast = /^(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{4})$/u.exec(text.trim());
  const match = yearFirst ?? yearLast;
  if (match === null) return [];
  const [a = 0, b = 0, c = 0] = match.slice(1).map(Number);
  const readings =
    yearFirst === null
      ? ([
          [c, b, a],
          [c, a, b],
        ] as const)
      : ([[a, b, c]] as const);
  const dates = readings.filter(([year, month, day]) => isReal(year, month, day)).map(([year, month, day]) => iso(year, month, day));
  return [...new Set(dates)].filter((date) => date !== text);
}
