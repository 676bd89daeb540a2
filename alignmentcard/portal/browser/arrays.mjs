// Arrays of numbers for numpy/kernel.py beside this file: what takes long there, done here in the memory of Python. Each
// function gets the place of a plan, a row of numbers that says which arrays to take, and answers whether it could do it:
// whole numbers that a number of JavaScript does not hold exactly are left to Python.
const [WHOLE, BOOLEAN] = [1, 2];
const BLOCK = 128;
const LARGEST = 2 ** 53;

const BINARY = {
  eq: (a, b) => (a === b ? 1 : 0),
  ne: (a, b) => (a !== b ? 1 : 0),
  lt: (a, b) => (a < b ? 1 : 0),
  le: (a, b) => (a <= b ? 1 : 0),
  gt: (a, b) => (a > b ? 1 : 0),
  ge: (a, b) => (a >= b ? 1 : 0),
  maximum: (a, b) => (a !== a || b !== b ? NaN : a >= b ? a : b),
  minimum: (a, b) => (a !== a || b !== b ? NaN : a <= b ? a : b),
  and: (a, b) => (a && b ? 1 : 0),
  or: (a, b) => (a || b ? 1 : 0),
};
// The most frequent ones in loops of their own: there the engine of JavaScript knows what is done.
const PLAIN = {
  add(out, at, many, a, x, i, b, y, j) {
    for (let n = 0; n < many; n += 1) out[at + n] = a[x + n * i] + b[y + n * j];
  },
  sub(out, at, many, a, x, i, b, y, j) {
    for (let n = 0; n < many; n += 1) out[at + n] = a[x + n * i] - b[y + n * j];
  },
  mul(out, at, many, a, x, i, b, y, j) {
    for (let n = 0; n < many; n += 1) out[at + n] = a[x + n * i] * b[y + n * j];
  },
  truediv(out, at, many, a, x, i, b, y, j) {
    for (let n = 0; n < many; n += 1) out[at + n] = a[x + n * i] / b[y + n * j];
  },
};
const UNARY = {
  log: Math.log,
  log2: Math.log2,
  log1p: Math.log1p,
  exp: Math.exp,
  expm1: Math.expm1,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  neg: (a) => -a,
  abs: Math.abs,
  not: (a) => (a ? 0 : 1),
  isnan: (a) => (a !== a ? 1 : 0),
  isfinite: (a) => (Number.isFinite(a) ? 1 : 0),
  same: (a) => a,
};

// Numbers are added up in halves, so that what is lost stays small.
function total(values, start, length, step) {
  if (length > BLOCK) {
    const half = length >> 1;
    return total(values, start, half, step) + total(values, start + half * step, length - half, step);
  }
  let sum = 0;
  for (let place = start, end = start + length * step; place < end; place += step) sum += values[place];
  return sum;
}

function extreme(values, start, length, step, isBetter) {
  let best = values[start];
  for (let place = start, end = start + length * step; place < end; place += step) {
    if (values[place] !== values[place]) return NaN;
    if (isBetter(values[place], best)) best = values[place];
  }
  return best;
}

const REDUCING = {
  sum: total,
  max: (...given) => extreme(...given, (one, best) => one > best),
  min: (...given) => extreme(...given, (one, best) => one < best),
};

export function kernels(givenProbe) {
  const probe = givenProbe.copy();
  let memory;

  // The memory of Python moves when it grows.
  function here() {
    if (!memory?.byteLength) {
      const view = probe.getBuffer("f64");
      memory = view.data.buffer;
      view.release();
    }
    return memory;
  }

  const planned = (address, length) => new Float64Array(here(), address, length);

  // The values of an array as numbers; nothing where they do not fit.
  function read(code, address, length) {
    if (code === 0) return new Float64Array(here(), address, length);
    if (code === BOOLEAN) return Float64Array.from(new Int8Array(here(), address, length));
    const words = new Int32Array(here(), address, 2 * length);
    const found = new Float64Array(length);
    for (let place = 0; place < length; place += 1) {
      found[place] = words[2 * place + 1] * 4294967296 + (words[2 * place] >>> 0);
      if (found[place] > LARGEST || found[place] < -LARGEST) return undefined;
    }
    return found;
  }

  function write(code, address, values) {
    if (code === 0) return true;
    const { length } = values;
    if (code === BOOLEAN) {
      const target = new Int8Array(here(), address, length);
      for (let place = 0; place < length; place += 1) target[place] = values[place] ? 1 : 0;
      return true;
    }
    const words = new Int32Array(here(), address, 2 * length);
    for (let place = 0; place < length; place += 1) {
      const value = values[place];
      if (!(value < LARGEST && value > -LARGEST)) return false;
      const high = Math.floor(value / 4294967296);
      words[2 * place] = value - high * 4294967296 | 0;
      words[2 * place + 1] = high;
    }
    return true;
  }

  const room = (code, address, length) => (code === 0 ? new Float64Array(here(), address, length) : new Float64Array(length));

  // Call with the place in each array where a block of the last two axes begins; `steps` are those of each array.
  function blocks(shape, steps, of) {
    const outer = shape.length - 2;
    const count = new Int32Array(outer);
    const at = steps.map(() => 0);
    for (;;) {
      of(at[0], at[1]);
      let axis = outer - 1;
      for (; axis >= 0; axis -= 1) {
        count[axis] += 1;
        for (let number = 0; number < at.length; number += 1) at[number] += steps[number][axis];
        if (count[axis] < shape[axis]) break;
        for (let number = 0; number < at.length; number += 1) at[number] -= steps[number][axis] * shape[axis];
        count[axis] = 0;
      }
      if (axis < 0) return;
    }
  }

  // A shape and the steps of arrays with axes joined that lie one after the other in all of them, and two axes at least.
  function joined(given, givenSteps) {
    const shape = [1, 1];
    const steps = givenSteps.map(() => [0, 0]);
    for (let axis = 0; axis < given.length; axis += 1) {
      const last = shape.length - 1;
      const isOne = givenSteps.every((step, number) => steps[number][last] === step[axis] * given[axis]);
      if (given[axis] === 1) continue;
      if (shape[last] > 1 && isOne) shape[last] *= given[axis];
      else shape.push(given[axis]);
      for (let number = 0; number < steps.length; number += 1) steps[number][shape.length - 1] = givenSteps[number][axis];
    }
    return { shape, steps };
  }

  const size = (shape) => shape.reduce((product, length) => product * length, 1);

  return {
    // out, one, other (code, address, length each), axes, shape, steps of one, steps of other
    binary(name, address, length) {
      const plan = planned(address, length);
      const [given, ...apart] = [0, 1, 2].map((turn) => Array.from(plan.subarray(10 + turn * plan[9], 10 + (turn + 1) * plan[9])));
      const one = read(plan[3], plan[4], plan[5]);
      const other = read(plan[6], plan[7], plan[8]);
      if (!one || !other) return false;
      const [code, place] = plan;
      const out = room(code, place, plan[2]);
      const { shape, steps } = joined(given, apart);
      const last = shape.length - 1;
      const plain = PLAIN[name];
      const operation = BINARY[name];
      const [rowOne, rowOther] = [steps[0][last - 1], steps[1][last - 1]];
      const [stepOne, stepOther] = [steps[0][last], steps[1][last]];
      let at = 0;
      if (out.length) blocks(shape, steps, (a, b) => {
        for (let row = 0; row < shape[last - 1]; row += 1) {
          const [x, y] = [a + row * rowOne, b + row * rowOther];
          if (plain) plain(out, at, shape[last], one, x, stepOne, other, y, stepOther);
          else for (let n = 0; n < shape[last]; n += 1) out[at + n] = operation(one[x + n * stepOne], other[y + n * stepOther]);
          at += shape[last];
        }
      });
      return write(code, place, out);
    },

    // out, given
    unary(name, address, length) {
      const [code, place, many, ...given] = planned(address, length);
      const values = read(...given);
      if (!values) return false;
      const out = room(code, place, many);
      const operation = UNARY[name];
      for (let number = 0; number < many; number += 1) out[number] = operation(values[number]);
      return write(code, place, out);
    },

    // out, given, lengths before, along and after an axis
    reduce(name, address, length) {
      const [code, place, many, kind, from, size, before, along, after] = planned(address, length);
      const values = read(kind, from, size);
      if (!values) return false;
      const out = room(code, place, many);
      const operation = REDUCING[name];
      for (let row = 0; row < before; row += 1) {
        for (let column = 0; column < after; column += 1) {
          out[row * after + column] = operation(values, row * along * after + column, along, after);
        }
      }
      return write(code, place, out);
    },

    // Bytes of a value, addresses of out and given, where to start, axes, shape, steps: values by steps, one after the other.
    spread(address, length) {
      const [bytes, place, from, start, axes, ...rest] = planned(address, length);
      const [shape, steps] = [rest.slice(0, axes), rest.slice(axes)];
      const many = size(shape);
      if (!many) return true;
      const words = bytes / 4 || 1;
      const kind = bytes === 1 ? Int8Array : Int32Array;
      const source = new kind(here(), from);
      const out = new kind(here(), place, many * words);
      const found = joined(shape, [steps]);
      const [rows, width] = found.shape.slice(-2);
      const [above, beside] = found.steps[0].slice(-2);
      let at = 0;
      blocks(found.shape, found.steps, (given) => {
        for (let row = 0; row < rows; row += 1) {
          let x = (start + given + row * above) * words;
          for (let number = 0; number < width; number += 1, x += beside * words) {
            out[at++] = source[x];
            if (words === 2) out[at++] = source[x + 1];
          }
        }
      });
      return true;
    },

    // Bytes of a row, addresses of out and given, rows there are, places and how many: rows by their places.
    take(address, length) {
      const [bytes, place, from, rows, places, many] = planned(address, length);
      const source = new Uint8Array(here(), from, rows * bytes);
      const out = new Uint8Array(here(), place, many * bytes);
      const chosen = read(WHOLE, places, many);
      const wide = bytes === 8 && [new Int32Array(here(), from, rows * 2), new Int32Array(here(), place, many * 2)];
      for (let number = 0; number < many; number += 1) {
        const row = chosen[number] < 0 ? chosen[number] + rows : chosen[number];
        if (!(row >= 0 && row < rows)) return false;
        if (wide) {
          wide[1][2 * number] = wide[0][2 * row];
          wide[1][2 * number + 1] = wide[0][2 * row + 1];
        } else out.set(source.subarray(row * bytes, (row + 1) * bytes), number * bytes);
      }
      return true;
    },

    // out, test, one, other, all of one length
    where(address, length) {
      const [code, place, many, ...given] = planned(address, length);
      const [test, one, other] = [0, 3, 6].map((at) => read(...given.slice(at, at + 3)));
      if (!one || !other) return false;
      const out = room(code, place, many);
      for (let number = 0; number < many; number += 1) out[number] = test[number] ? one[number] : other[number];
      return write(code, place, out);
    },

    // out, one, other, how many products, rows, what is added up, columns
    matmul(address, length) {
      const [code, place, many, ...given] = planned(address, length);
      const [one, other] = [0, 3].map((at) => read(...given.slice(at, at + 3)));
      if (!one || !other) return false;
      const [times, rows, inner, columns] = given.slice(6);
      const out = room(code, place, many).fill(0);
      for (let time = 0; time < times; time += 1) {
        const [a, b, c] = [time * rows * inner, time * inner * columns, time * rows * columns];
        for (let row = 0; row < rows; row += 1) {
          for (let number = 0; number < inner; number += 1) {
            const value = one[a + row * inner + number];
            const [from, to] = [b + number * columns, c + row * columns];
            for (let column = 0; column < columns; column += 1) out[to + column] += value * other[from + column];
          }
        }
      }
      return write(code, place, out);
    },

    // out, places, and what to add to each; of a length 0, that is one each
    gather(address, length) {
      const [code, place, many, ...given] = planned(address, length);
      const [places, heavy] = [0, 3].map((at) => read(...given.slice(at, at + 3)));
      const out = read(code, place, many);
      if (!places || !heavy || !out) return false;
      for (let number = 0; number < places.length; number += 1) {
        if (!(places[number] >= 0 && places[number] < many)) return false;
        out[places[number]] += heavy.length ? heavy[number] : 1;
      }
      return write(code, place, out);
    },
  };
}
