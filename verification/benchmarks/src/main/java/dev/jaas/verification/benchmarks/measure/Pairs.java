// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Measures two things in alternation: A B, B A, A B and so on, so that what else the machine does affects both. */
final class Pairs<T> {

    final List<T> first = new ArrayList<>();
    final List<T> second = new ArrayList<>();

    void add(Supplier<T> measureFirst, Supplier<T> measureSecond) {
        if (first.size() % 2 == 0) {
            first.add(measureFirst.get());
            second.add(measureSecond.get());
        } else {
            second.add(measureSecond.get());
            first.add(measureFirst.get());
        }
    }
}
