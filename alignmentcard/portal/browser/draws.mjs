// Numbers drawn as numpy/random.py beside this file draws them, for arrays of many: the same from the same state.
// PCG64 in 32-bit words, since numbers of JavaScript hold no 64 bits; the state is four words and four of the step, lowest
// first, then whether half of a word is kept, and which.
const MULTIPLIER = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05];
const TO_DOUBLE = 1 / 9007199254740992;
const TABLE = [0];
for (let k = 1, sum = 0; k < 126; k += 1) TABLE.push(sum += Math.log(k));

function logFactorial(k) {
  if (k < 126) return TABLE[k];
  return (k + 0.5) * Math.log(k) - k + (0.9189385332046728 + (1 / k) * (1 / 12 - 1 / (360 * k * k)));
}

class Generator {
  constructor(words) {
    this.state = Uint32Array.from(words.slice(0, 4));
    this.step = Uint32Array.from(words.slice(4, 8));
    this.isKept = Boolean(words[8]);
    this.kept = words[9];
    this.low = 0;
    this.high = 0;
  }

  words() {
    return [...this.state, ...this.step, this.isKept ? 1 : 0, this.kept];
  }

  // state = state * MULTIPLIER + step, in 16-bit digits; then the two halves are mixed and turned.
  next() {
    const { state, step } = this;
    const found = [step[0], step[1], step[2], step[3]];
    for (let place = 0; place < 4; place += 1) {
      const low = state[place] & 0xffff;
      const high = state[place] >>> 16;
      let carry = 0;
      for (let other = 0; place + other < 4; other += 1) {
        const one = low * MULTIPLIER[other];
        const two = high * MULTIPLIER[other];
        const sum = found[place + other] + carry + one + (two % 65536) * 65536;
        found[place + other] = sum >>> 0;
        carry = Math.floor(sum / 4294967296) + Math.floor(two / 65536);
      }
    }
    state.set(found);
    const low = (found[0] ^ found[2]) >>> 0;
    const high = (found[1] ^ found[3]) >>> 0;
    let turn = found[3] >>> 26;
    const [a, b] = turn & 32 ? [high, low] : [low, high];
    turn &= 31;
    this.low = turn ? (a >>> turn | b << (32 - turn)) >>> 0 : a;
    this.high = turn ? (b >>> turn | a << (32 - turn)) >>> 0 : b;
  }

  next32() {
    if (this.isKept) {
      this.isKept = false;
      return this.kept;
    }
    this.next();
    this.isKept = true;
    this.kept = this.high;
    return this.low;
  }

  double() {
    this.next();
    return (this.high * 2097152 + (this.low >>> 11)) * TO_DOUBLE;
  }

  masked(most) {
    const mask = most ? 0xffffffff >>> Math.clz32(most) : 0;
    let value;
    do value = (this.next32() & mask) >>> 0; while (value > most);
    return value;
  }

  ofUrn(good, bad, sample) {
    let total = good + bad;
    if (sample >= 10 && sample <= total - 10) return this.byRatio(good, bad, sample);
    const more = sample > Math.floor(total / 2);
    let left = more ? total - sample : sample;
    let rest = good;
    while (left > 0 && rest > 0 && total > rest) {
      total -= 1;
      if (this.masked(total) < rest) rest -= 1;
      left -= 1;
    }
    if (total === rest) rest -= left;
    return more ? rest : good - rest;
  }

  byRatio(good, bad, sample) {
    const total = good + bad;
    const drawn = Math.min(sample, total - sample);
    const few = Math.min(good, bad);
    const many = Math.max(good, bad);
    const p = few / total;
    const q = many / total;
    const a = drawn * p + 0.5;
    const c = Math.sqrt((total - drawn) * drawn * p * q / (total - 1) + 0.5);
    const h = 1.7155277699214135 * c + 0.8989161620588988;
    const m = Math.floor((drawn + 1) * (few + 1) / (total + 2));
    const logs = (k) => logFactorial(k) + logFactorial(few - k) + logFactorial(drawn - k) + logFactorial(many - drawn + k);
    const g = logs(m);
    const b = Math.min(Math.min(drawn, few) + 1, Math.floor(a + 16 * c));
    let k;
    for (;;) {
      const u = this.double();
      const v = this.double();
      const x = a + h * (v - 0.5) / u;
      if (x < 0 || x >= b) continue;
      k = Math.floor(x);
      const t = g - logs(k);
      if (u * (4 - u) - 3 <= t) break;
      if (u * (u - t) >= 1) continue;
      if (2 * Math.log(u) <= t) break;
    }
    if (good > bad) k = drawn - k;
    return drawn < sample ? good - k : k;
  }
}

// How often something happens in n trials; a mean above 30 is drawn in another way, which is not known here.
Generator.prototype.binomial = function binomial(n, p) {
  if (!n || !p) return 0;
  return p <= 0.5 ? this.inverted(n, p) : n - this.inverted(n, 1 - p);
};

Generator.prototype.inverted = function inverted(n, p) {
  if (n * p > 30) this.refused = true;
  const q = 1 - p;
  const first = Math.exp(n * Math.log1p(-p));
  const mean = n * p;
  const bound = Math.trunc(Math.min(n, mean + 10 * Math.sqrt(mean * q + 1)));
  let found = 0;
  let px = first;
  let u = this.double();
  while (u > px) {
    found += 1;
    if (found > bound) {
      found = 0;
      px = first;
      u = this.double();
    } else {
      u -= px;
      px = ((n - found + 1) * p * px) / (found * q);
    }
  }
  return found;
};

// Fill the rows of `out` with how often each of some cases comes up in `total` trials, by their shares; nothing is given
// back where that is not known here.
export function multinomial(words, total, givenShares, givenOut) {
  const generator = new Generator(words.toJs());
  const views = [givenShares.getBuffer("f64"), givenOut.getBuffer("i32")];
  const [shares, out] = views.map(({ data }) => data);
  for (let start = 0; start < out.length; start += shares.length) {
    let left = total;
    let rest = 1;
    for (let place = 0; place < shares.length - 1 && left > 0; place += 1) {
      out[start + place] = generator.binomial(left, shares[place] / rest);
      if (generator.refused) break;
      left -= out[start + place];
      rest -= shares[place];
    }
    if (left > 0) out[start + shares.length - 1] = left;
  }
  for (const view of views) view.release();
  return generator.refused ? undefined : generator.words();
}

// Fill `out` with how many of each sample are good ones; all four are arrays of Python of 32-bit numbers.
export function hypergeometric(words, ...given) {
  const generator = new Generator(words.toJs());
  const views = given.map((one) => one.getBuffer("i32"));
  const [good, bad, sample, out] = views.map(({ data }) => data);
  for (let place = 0; place < out.length; place += 1) out[place] = generator.ofUrn(good[place], bad[place], sample[place]);
  for (const view of views) view.release();
  return generator.words();
}
