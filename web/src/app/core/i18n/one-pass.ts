import { Injectable } from '@angular/core';
import { TranslocoTranspiler, TranspileParams } from '@jsverse/transloco';

const HOLE = /{{([^{}]*)}}/g;

/**
 * Fills the holes of a text once. What people wrote is put in as it is: Transloco's own way would
 * look for holes in that too, and for ever where somebody is called `{{name}}`.
 */
@Injectable()
export class OnePass implements TranslocoTranspiler {
  transpile({ value, params = {} }: TranspileParams): unknown {
    if (typeof value !== 'string') return value;
    return value.replace(HOLE, (_, name: string) => String(params[name.trim()] ?? ''));
  }
}
