// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/sensitive_numbers.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace guidang;
using texts::find_sensitive_numbers;
using texts::SensitiveNumbers;

namespace {

/// "1 110101********7758": how many ID numbers, and the first.
std::string ids(std::string_view text) {
  const auto found = find_sensitive_numbers(text);
  return found.id_numbers == 0 ? "none" : std::to_string(found.id_numbers) + " " + found.first_id_number;
}

std::string phones(std::string_view text) {
  const auto found = find_sensitive_numbers(text);
  return found.phone_numbers == 0 ? "none" : std::to_string(found.phone_numbers) + " " + found.first_phone_number;
}

}  // namespace

TEST_CASE("ID numbers are found, counted and shown masked") {
  CHECK(find_sensitive_numbers("张三，身份证号110101199003077758，电话13812345678；李四11010519491231002X") ==
        SensitiveNumbers{2, "110101********7758", 1, "138****5678"});
  CHECK(ids("11010519491231002x") == "1 110105********002x");
  CHECK(ids("身份证：１１０１０１１９９００３０７７７５８") == "1 110101********7758");
  CHECK(ids("110101 19900307 7758") == "1 110101********7758");
  CHECK(ids("110101-19900307-7758") == "1 110101********7758");
  CHECK(ids("110101 1990 0307 7758") == "1 110101********7758");
  CHECK(ids("441900198812243"
            "04X") == "1 441900********304X");
  CHECK(ids("810000199101010016") == "1 810000********0016");  // a resident's permit of Hong Kong people
  CHECK(ids("张三_110101199003077758_13812345678.pdf") == "1 110101********7758");
  CHECK(ids("110101199003077758\t110101199003077758\n") == "2 110101********7758");
}

TEST_CASE("what is not a whole, valid ID number is none") {
  CHECK(ids("110101199003077757") == "none");   // check digit
  CHECK(ids("110101199002300014") == "none");   // 30 February
  CHECK(ids("990101199003070015") == "none");   // no such province
  CHECK(ids("110001199003070016") == "none");   // no such city
  CHECK(ids("110105210001010015") == "none");   // the year 2100
  CHECK(ids("11010118991231001X") == "none");   // the year 1899
  CHECK(ids("110101199003070003") == "none");   // nobody is number 000 of a day
  CHECK(ids("1101011990030777581") == "none");  // within more digits
  CHECK(ids("0110101199003077758") == "none");
  CHECK(ids("WX110101199003077758") == "none");  // a serial
  CHECK(ids("110101199003077758.5") == "none");
  CHECK(ids("110101900307775") == "none");  // fifteen digits
  CHECK(ids("110101********7758") == "none");
  CHECK(ids("1101011990****7758") == "none");
  CHECK(ids("110101XXXXXXXX7758") == "none");
  CHECK(ids("110101-19900307 7758") == "none");
}

TEST_CASE("mobile telephone numbers are found however they are divided") {
  CHECK(phones("电话13812345678。") == "1 138****5678");
  CHECK(phones("138 1234 5678") == "1 138****5678");
  CHECK(phones("138-1234-5678") == "1 138****5678");
  CHECK(phones("１３８１２３４５６７８") == "1 138****5678");
  CHECK(phones("+8613812345678") == "1 138****5678");
  CHECK(phones("+86 138 1234 5678") == "1 138****5678");
  CHECK(phones("(+86)13812345678") == "1 138****5678");
  CHECK(phones("86-13812345678") == "1 138****5678");
  CHECK(phones("008613812345678") == "1 138****5678");
  CHECK(phones("13812345678/13912345678、19912345678") == "3 138****5678");
  CHECK(phones("110101199003077758-13812345678.jpg") == "1 138****5678");
  CHECK(phones("张三13812345678李四") == "1 138****5678");
  CHECK(phones("tel:13812345678") == "1 138****5678");
}

TEST_CASE("serials, timestamps, codes and sums are no telephone numbers") {
  CHECK(phones("138123456789") == "none");
  CHECK(phones("12812345678") == "none");
  CHECK(phones("138****5678") == "none");
  CHECK(phones("1381234567*") == "none");
  CHECK(phones("20261012093012") == "none");
  CHECK(phones("1790000000") == "none");     // seconds
  CHECK(phones("1790000000123") == "none");  // milliseconds
  CHECK(phones("订单号2026101213812345678") == "none");
  CHECK(phones("NO13812345678") == "none");
  CHECK(phones("91440300MA5DCH4F3L") == "none");  // 统一社会信用代码
  CHECK(phones("914403001922038216") == "none");
  CHECK(ids("914403001922038216") == "none");
  CHECK(ids("12440300455755698W") == "none");
  CHECK(phones("2026-13812345678-01") == "none");
  CHECK(phones("0755-13812345678") == "none");
  CHECK(phones("1.13812345678") == "none");
  CHECK(phones("13812345678.50") == "none");
  CHECK(phones("13812345678元") == "none");
  CHECK(phones("￥13812345678") == "none");
  CHECK(phones("150 2000 3000 4000") == "none");  // a row of figures
  CHECK(phones("12 150 2000 3000") == "none");
  CHECK(phones("6222021234567890123") == "none");  // a bank card
  CHECK(phones("mmexport1790000000123.jpg") == "none");
  CHECK(phones("IMG_20261012_093012.jpg") == "none");
  CHECK(phones("550e8400-e29b-41d4-a716-13812345678a") == "none");
}

TEST_CASE("numbers at the ends and bytes that are no text do no harm") {
  CHECK(find_sensitive_numbers("") == SensitiveNumbers{});
  CHECK(find_sensitive_numbers("1\xff\xfe 86") == SensitiveNumbers{});
  CHECK(find_sensitive_numbers("+86") == SensitiveNumbers{});
  CHECK(find_sensitive_numbers("138-") == SensitiveNumbers{});
  CHECK(phones("\xff"
               "13812345678\xff") == "1 138****5678");
}
